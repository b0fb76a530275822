export { saveTextFile } from './save-text';
