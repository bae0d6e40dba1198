import './style-nonce.js';
import './workers.js';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './styles/page.css';
import './styles/graphiql.css';
import './styles/phone.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { readShareHash } from './share-link.js';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no element with the id root');
createRoot(root).render(<App opened={readShareHash(location.hash)} />);
