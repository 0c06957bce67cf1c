import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Licences of the packages that the lock file has for the window itself, so that none is forgotten when one joins. */

const MODULE = 'virtual:third-party';

interface Locked {
  version: string;
  license?: string;
  dev?: boolean;
  optional?: boolean;
}

/** Its licence in full, and its notice where it has one. Some packages name their licence and bring no text. */
function textsOf(folder: string): string {
  const files = existsSync(folder) ? readdirSync(folder).toSorted() : [];
  return files
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
    .join('\n\n');
}

export function thirdParty(root: string): Plugin {
  return {
    name: 'third-party',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load(id) {
      if (id !== `\0${MODULE}`) return null;
      const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
        packages: Record<string, Locked>;
      };
      const parts = Object.entries(packages)
        .filter(([path, { dev, optional }]) => path !== '' && !dev && !optional && !path.includes('/@types/'))
        .map(([path, { version, license }]) => ({
          name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
          version,
          licence: license ?? 'see its text',
          text: textsOf(join(root, path)),
        }));
      return `export default ${JSON.stringify(parts)}`;
    },
  };
}
