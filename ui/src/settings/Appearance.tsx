import { Switch } from 'react-aria-components';
import { usePlainKeys } from '../app/commands';
import { chooseTheme, type ThemeChoice, useThemeChoice } from '../app/theme';
import { useZoom, zoomIn, zoomOut, zoomReset } from '../app/zoom';
import { Button, Keycaps, Segmented } from '../components/controls';
import css from './settings.module.css';

const THEMES: { id: ThemeChoice; label: string }[] = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
  { id: 'contrast', label: 'High contrast' },
];

/** How Baton looks on this computer. Nothing here is part of the workspace. */
export function Appearance() {
  const theme = useThemeChoice();
  const zoom = useZoom();
  const [plain, setPlain] = usePlainKeys();
  return (
    <section className={`pane ${css.pad}`}>
      <h1 className="t-title">Appearance</h1>
      <p className="t-2">Kept on this computer, for every workspace.</p>
      <dl className={css.rows}>
        <dt>Theme</dt>
        <dd>
          <Segmented label="Theme" options={THEMES} value={theme} onChange={chooseTheme} />
        </dd>
        <dt>Size</dt>
        <dd className={css.inline}>
          <Button small onPress={zoomOut} aria-label="Smaller" isDisabled={zoom <= 50}>
            −
          </Button>
          <span className={`num ${css.zoom}`} role="status">
            {zoom} %
          </span>
          <Button small onPress={zoomIn} aria-label="Larger" isDisabled={zoom >= 300}>
            +
          </Button>
          <Button kind="quiet" small onPress={zoomReset} isDisabled={zoom === 100}>
            Normal size <Keycaps caps={['Ctrl', '0']} />
          </Button>
        </dd>
        <dt>Single-letter keys</dt>
        <dd>
          <Switch className="switch" isSelected={plain} onChange={setPlain}>
            <i aria-hidden /> J, K, / and the like act at once. Switch them off if you dictate, or type with an aid.
          </Switch>
        </dd>
      </dl>
    </section>
  );
}
