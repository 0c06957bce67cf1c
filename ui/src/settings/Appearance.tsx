import { Radio, RadioGroup, Switch } from 'react-aria-components';
import { usePlainKeys } from '../app/commands';
import { chooseTheme, type Theme, type ThemeChoice, useThemeChoice } from '../app/theme';
import { useZoom, zoomIn, zoomOut, zoomReset } from '../app/zoom';
import { Button, Keycaps } from '../components/controls';
import css from './settings.module.css';

const THEMES: { id: ThemeChoice; label: string; looks: Theme[] }[] = [
  { id: 'system', label: 'As the system', looks: ['light', 'dark'] },
  { id: 'light', label: 'Light', looks: ['light'] },
  { id: 'dark', label: 'Dark', looks: ['dark'] },
  { id: 'contrast', label: 'High contrast', looks: ['contrast'] },
];

/** A window in a theme, as small as a stamp: rail, title, three lines, of which one is selected. */
function Look({ theme }: { theme: Theme }) {
  return (
    <span className={css.look} data-theme={theme}>
      <i className={css.lookRail} />
      <i className={css.lookTitle} />
      <i className={css.lookOn} />
      <i className={css.lookLine} />
      <i className={css.lookLine} />
    </span>
  );
}

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
          <RadioGroup
            className={css.themes ?? ''}
            aria-label="Theme"
            orientation="horizontal"
            value={theme}
            onChange={(picked) => chooseTheme(picked as ThemeChoice)}
          >
            {THEMES.map(({ id, label, looks }) => (
              <Radio key={id} value={id} className={css.theme ?? ''}>
                <span className={css.looks} aria-hidden>
                  {looks.map((look) => (
                    <Look key={look} theme={look} />
                  ))}
                </span>
                {label}
              </Radio>
            ))}
          </RadioGroup>
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
