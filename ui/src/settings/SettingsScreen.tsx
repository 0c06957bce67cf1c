import { Loading } from '../components/states';

export function SettingsScreen() {
  return <Loading />;
}
