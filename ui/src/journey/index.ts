export { JourneyScreen } from './JourneyScreen';
