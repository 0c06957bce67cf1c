import { useState } from 'react';
import type { FileMapping, InspectedFile } from '../../bridge';
import { Field, Select } from '../../components/controls';
import css from './import.module.css';
import { readFileAs } from './session';

const ENCODINGS = [
  { id: 'UTF-8', label: 'UTF-8' },
  { id: 'windows-1252', label: 'windows-1252', hint: 'Western Europe' },
  { id: 'windows-1250', label: 'windows-1250', hint: 'Central Europe' },
  { id: 'windows-1251', label: 'windows-1251', hint: 'Cyrillic' },
  { id: 'windows-1253', label: 'windows-1253', hint: 'Greek' },
  { id: 'windows-1254', label: 'windows-1254', hint: 'Turkish' },
  { id: 'UTF-16LE', label: 'UTF-16LE' },
  { id: 'UTF-16BE', label: 'UTF-16BE' },
  { id: 'Shift_JIS', label: 'Shift_JIS', hint: 'Japanese' },
  { id: 'gb18030', label: 'gb18030', hint: 'Chinese' },
];
const DELIMITERS = [
  { id: ',', label: 'comma' },
  { id: ';', label: 'semicolon' },
  { id: '\t', label: 'tab' },
  { id: '|', label: 'pipe' },
];

interface Props {
  file: InspectedFile;
  fileIndex: number;
  mapping: FileMapping;
}

/** How a file is read, where the look at it was mistaken. */
export function Reading({ file, fileIndex, mapping }: Props) {
  const [line, setLine] = useState(String(mapping.header_line));
  const set = (part: Partial<FileMapping>) => void readFileAs(fileIndex, part);
  const number = Number(line);
  const isLine = Number.isInteger(number) && number > 0;
  const say = () => {
    if (isLine && number !== mapping.header_line) set({ header_line: number });
  };
  const known = ENCODINGS.some(({ id }) => id === mapping.encoding);
  const encoding = mapping.encoding ?? 'UTF-8';
  return (
    <div className={css.reading}>
      {mapping.format === 'csv' && (
        <>
          <Select
            label="Encoding"
            options={known ? ENCODINGS : [{ id: encoding, label: encoding }, ...ENCODINGS]}
            value={encoding}
            onChange={(picked) => set({ encoding: picked })}
          />
          <Select
            label="Delimiter"
            options={DELIMITERS}
            value={mapping.delimiter ?? ','}
            onChange={(delimiter) => set({ delimiter })}
          />
        </>
      )}
      {file.sheets.length > 1 && (
        <Select
          label="Sheet"
          options={file.sheets.map((sheet) => ({ id: sheet, label: sheet }))}
          value={mapping.sheet ?? null}
          onChange={(sheet) => set({ sheet })}
        />
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          say();
        }}
        onBlur={say}
      >
        <Field
          label={mapping.format === 'xlsx' ? 'Row of the header' : 'Line of the header'}
          inputMode="numeric"
          value={line}
          onChange={setLine}
          error={isLine ? null : 'a whole number from 1'}
        />
      </form>
    </div>
  );
}
