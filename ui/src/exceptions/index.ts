export { ExceptionsScreen } from './ExceptionsScreen';
