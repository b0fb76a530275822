export { askForMessage, hasMessages, openMessageSetting } from './message-request';
