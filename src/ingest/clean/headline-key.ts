export { nameKey, normaliseHeadline } from '../../content/key.js';
