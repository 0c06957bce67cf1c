import { Loading } from '../../components/states';

export function RecordScreen() {
  return <Loading />;
}
