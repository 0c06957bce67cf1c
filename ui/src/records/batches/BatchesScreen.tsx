import { Loading } from '../../components/states';

export function BatchesScreen() {
  return <Loading />;
}
