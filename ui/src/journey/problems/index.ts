export { Problems } from './Problems';
