import { bridge } from '../bridge';
import { remember, remembered, store, useStore } from './store';

export type Theme = 'light' | 'dark' | 'contrast';
export type ThemeChoice = 'system' | Theme;

const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark', 'contrast'];

function isChoice(text: string | null): text is ThemeChoice {
  return CHOICES.some((choice) => choice === text);
}

const stored = remembered('theme');
const choice = store<ThemeChoice>(isChoice(stored) ? stored : 'system');
const wishes = (query: string) => window.matchMedia?.(query) ?? null;
const dark = wishes('(prefers-color-scheme: dark)');
const contrast = wishes('(prefers-contrast: more)');

/** The theme that a choice means under the system's present wishes. */
export function themeFor(picked: ThemeChoice, wantsDark: boolean, wantsContrast: boolean): Theme {
  if (picked !== 'system') return picked;
  if (wantsContrast) return 'contrast';
  return wantsDark ? 'dark' : 'light';
}

const theme = store<Theme>('light');

function apply(): void {
  const next = themeFor(choice.get(), dark?.matches ?? false, contrast?.matches ?? false);
  document.documentElement.dataset.theme = next;
  theme.set(next);
}

/** What the system draws, its dialogs and the menu, follows a choice; left to the system, it is as the system has it. */
function tellWindow(): void {
  const picked = choice.get();
  bridge.windowTheme(picked === 'system' ? null : picked === 'dark').catch(() => {});
}

/** Follows the system from now on, until a person chooses. */
export function startTheme(): void {
  if (choice.get() !== 'system') tellWindow();
  dark?.addEventListener('change', apply);
  contrast?.addEventListener('change', apply);
  apply();
}

export function chooseTheme(picked: ThemeChoice): void {
  choice.set(picked);
  remember('theme', picked);
  tellWindow();
  apply();
}

export const useTheme = (): Theme => useStore(theme);
export const useThemeChoice = (): ThemeChoice => useStore(choice);
