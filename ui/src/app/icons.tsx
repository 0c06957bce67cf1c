import type { ReactNode } from 'react';

/** The rail's icons and the mark, drawn on a grid of 20. All other icons are lucide's. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const JourneyIcon = () => (
  <Icon>
    <circle cx="4" cy="5" r="2" />
    <circle cx="16" cy="15" r="2" />
    <path d="M6 5h5a2.5 2.5 0 0 1 2.5 2.5v0A2.5 2.5 0 0 1 11 10H9a2.5 2.5 0 0 0-2.5 2.5v0A2.5 2.5 0 0 0 9 15h5" />
  </Icon>
);

export const RecordsIcon = () => (
  <Icon>
    <rect x="3" y="4" width="14" height="12" rx="1.5" />
    <path d="M3 8h14M3 12h14M8 8v8" />
  </Icon>
);

export const ExceptionsIcon = () => (
  <Icon>
    <path d="M10 3.500 17.500 16.500h-15z" />
    <path d="M10 8.500v3.500M10 14.200v.1" />
  </Icon>
);

export const ReviewIcon = () => (
  <Icon>
    <path d="M3 16.5h14" />
    <path d="M3.5 12.5 7.5 8l3.5 3 5.5-7" />
    <circle cx="16.500" cy="4" r="1.200" fill="currentColor" stroke="none" />
  </Icon>
);

export const SimulateIcon = () => (
  <Icon>
    <path d="M2.500 15h15" />
    <path d="M4 15c3 0 3.500-9 6-9s3 9 6 9" />
    <path d="M10 2.500V12" />
  </Icon>
);

export const MaturityIcon = () => (
  <Icon>
    <path d="M10 2.800 16.400 6.500v7L10 17.200 3.600 13.500v-7z" />
    <path d="M10 7l2.800 2.200-1 3.600H8.400L7.200 9z" />
  </Icon>
);

export const SettingsIcon = () => (
  <Icon>
    <path d="M3 6h6M13 6h4M3 14h3M10 14h7" />
    <circle cx="11" cy="6" r="2" />
    <circle cx="8" cy="14" r="2" />
  </Icon>
);

export const KeysIcon = () => (
  <Icon>
    <rect x="2.500" y="5" width="15" height="10" rx="1.500" />
    <path d="M5.500 8h.1M8.500 8h.1M11.500 8h.1M14.500 8h.1M6.500 12h7" />
  </Icon>
);

/** Two strokes of one line, a gap where it changes hands. */
export const BatonMark = ({ size = 26 }: { size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 26 26"
    fill="none"
    stroke="currentColor"
    strokeWidth="3"
    strokeLinecap="round"
    role="img"
    aria-label="Baton"
  >
    <path d="M5 21 13.200 12.800" />
    <path d="m16.800 9.200 4.200-4.200" />
  </svg>
);
