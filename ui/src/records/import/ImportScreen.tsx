import { Loading } from '../../components/states';

export function ImportScreen() {
  return <Loading />;
}
