export { MaturityScreen } from './MaturityScreen';
