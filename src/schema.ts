import { ArticleEntity } from './content/article/article.entity.js';
import { ArticleAuthorEntity } from './content/article/article-author.entity.js';
import { ArticleDuplicateEntity } from './content/article/article-duplicate.entity.js';
import { ArticleFingerprintEntity } from './content/article/article-fingerprint.entity.js';
import { ArticleFormerVersionEntity } from './content/article/article-former-version.entity.js';
import { ArticleKeyEntity } from './content/article/article-key.entity.js';
import { ArticleProvenanceEntity } from './content/article/article-provenance.entity.js';
import { ArticleTagEntity } from './content/article/article-tag.entity.js';
import { AuthorEntity } from './content/author/author.entity.js';
import { PublicationEntity } from './content/publication/publication.entity.js';
import { RelatedStoryEntity } from './content/related/related-story.entity.js';
import { TagEntity } from './content/tag/tag.entity.js';
import { TagNameEntity } from './content/tag/tag-name.entity.js';
import { FetchedPageEntity } from './ingest/fetch/fetched-page.entity.js';
import { IngestRefusalEntity } from './ingest/ingest-refusal.entity.js';
import { IngestRunEntity } from './ingest/ingest-run.entity.js';
import { NounVersionEntity } from './ingest/noun-version.entity.js';
import { ChangeEntity } from './store/change.entity.js';
import { Newsroom0001 } from './store/migrations/0001-newsroom.js';
import { Changes0002 } from './store/migrations/0002-changes.js';
import { PublicationCounts0003 } from './store/migrations/0003-publication-counts.js';
import { Credits0004 } from './store/migrations/0004-credits.js';
import { Identity0005 } from './store/migrations/0005-identity.js';
import { Fingerprints0006 } from './store/migrations/0006-fingerprints.js';
import { TextStorage0007 } from './store/migrations/0007-text-storage.js';
import { FetchedPages0009 } from './store/migrations/0009-fetched-pages.js';
import { Runs0010 } from './store/migrations/0010-runs.js';
import { OneText0011 } from './store/migrations/0011-one-text.js';
import { NounVersions0012 } from './store/migrations/0012-noun-versions.js';
import { BodiesAsJson0013 } from './store/migrations/0013-bodies-as-json.js';

/** Every table of the program. A new entity is entered here. */
export const entities = [
  PublicationEntity,
  AuthorEntity,
  TagEntity,
  TagNameEntity,
  ArticleEntity,
  ArticleAuthorEntity,
  ArticleTagEntity,
  ArticleProvenanceEntity,
  ArticleKeyEntity,
  ArticleFormerVersionEntity,
  ArticleDuplicateEntity,
  ArticleFingerprintEntity,
  RelatedStoryEntity,
  IngestRunEntity,
  IngestRefusalEntity,
  FetchedPageEntity,
  NounVersionEntity,
  ChangeEntity,
];

/** Every migration, oldest first. A new migration is entered at the end. */
export const migrations = [
  Newsroom0001,
  Changes0002,
  PublicationCounts0003,
  Credits0004,
  Identity0005,
  Fingerprints0006,
  TextStorage0007,
  FetchedPages0009,
  Runs0010,
  OneText0011,
  NounVersions0012,
  BodiesAsJson0013,
];
