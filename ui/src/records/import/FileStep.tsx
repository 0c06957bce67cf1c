import { FileSpreadsheet } from 'lucide-react';
import { useState } from 'react';
import type { FileMapping, InspectedFile } from '../../bridge';
import { Button, LinkButton } from '../../components/controls';
import { bytes, counted, integer } from '../../components/format';
import { ErrorPanel, Loading } from '../../components/states';
import css from './import.module.css';
import { Reading } from './Reading';
import { Remembered } from './Remembered';
import type { Session } from './session';

interface Props {
  session: Session;
  onChoose: (more: boolean) => void;
}

/** Which file, and what was found in it, in words that can be checked against what one knows of the export. */
export function FileStep({ session, onChoose }: Props) {
  const { inspection, error, running } = session;
  if (running)
    return (
      <div className={css.pad}>
        <Loading label="Looking at the file" />
      </div>
    );
  if (error && !inspection)
    return (
      <div className={css.pad}>
        <ErrorPanel error={error} />
        <p className={css.again}>
          <Button onPress={() => onChoose(false)}>Choose another file</Button>
        </p>
      </div>
    );
  if (!inspection)
    return (
      <div className={css.drop}>
        <FileSpreadsheet size={32} strokeWidth={1.25} aria-hidden />
        <h2 className="t-panel">Drop the CRM's export here</h2>
        <p className="t-2">
          CSV, TSV, text or XLSX, from Salesforce, HubSpot or anything else that writes tables. One row for each
          handoff, or one for each event. Two files that belong together can come at once. Nothing leaves this computer.
        </p>
        <Button kind="primary" onPress={() => onChoose(false)}>
          Choose files
        </Button>
      </div>
    );
  return (
    <div className={css.pad}>
      <Remembered session={session} />
      {error ? <ErrorPanel error={error} /> : null}
      {inspection.files.map((file, index) => (
        <Found key={file.name} file={file} fileIndex={index} mapping={inspection.mapping.files[index]} />
      ))}
      <p className={css.again}>
        <LinkButton onPress={() => onChoose(true)}>Add a file that joins this one</LinkButton>
        <LinkButton onPress={() => onChoose(false)}>Choose another file instead</LinkButton>
      </p>
    </div>
  );
}

interface FoundProps {
  file: InspectedFile;
  fileIndex: number;
  mapping: FileMapping | undefined;
}

function Found({ file, fileIndex, mapping }: FoundProps) {
  const [correcting, setCorrecting] = useState(false);
  return (
    <section className={css.file} aria-label={file.name}>
      <header className={css.fileHead}>
        <h2 className="t-panel">{file.name}</h2>
        <span className="t-2 num">
          {bytes(file.size_bytes)}, {counted(file.rows, 'row')}, {counted(file.columns.length, 'column')}
        </span>
        {mapping && (
          <LinkButton onPress={() => setCorrecting(!correcting)} aria-expanded={correcting}>
            {correcting ? 'Close' : 'Read it differently'}
          </LinkButton>
        )}
      </header>
      {correcting && mapping && (
        <Reading key={`${mapping.header_line}`} file={file} fileIndex={fileIndex} mapping={mapping} />
      )}
      <dl className={`kv num ${css.facts}`}>
        {file.encoding_found && (
          <>
            <dt>Encoding</dt>
            <dd>{file.encoding_found}</dd>
          </>
        )}
        {file.delimiter_found && (
          <>
            <dt>Delimiter</dt>
            <dd>{file.delimiter_found}</dd>
          </>
        )}
        {mapping?.sheet && (
          <>
            <dt>Sheet</dt>
            <dd>{mapping.sheet}</dd>
          </>
        )}
        <dt>Header</dt>
        <dd>
          {mapping ? `${mapping.format === 'xlsx' ? 'row' : 'line'} ${integer(mapping.header_line)}` : 'first line'}
        </dd>
        {file.preamble.length > 0 && (
          <>
            <dt>Above it</dt>
            <dd>
              {counted(file.preamble.length, 'line')} left out: {quoted(file.preamble)}
            </dd>
          </>
        )}
        {file.footer.length > 0 && (
          <>
            <dt>Report footer</dt>
            <dd>
              {counted(file.footer.length, 'line')} left out: {quoted(file.footer)}
            </dd>
          </>
        )}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <section className={css.preview} tabIndex={0} aria-label={`First rows of ${file.name}`}>
        <table>
          <thead>
            <tr>
              {file.columns.map((column, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name; their place is what tells them apart
                <th key={at}>{column.name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {file.preview.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their line alone
              <tr key={line}>
                {row.map((cell, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as the columns
                  <td key={at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function quoted(lines: string[]): string {
  const said = lines
    .filter((line) => line.trim() !== '')
    .map((line) => `“${line.length > 60 ? `${line.slice(0, 60)}…` : line}”`);
  return said.length === 0 ? 'empty' : said.slice(0, 3).join(', ') + (said.length > 3 ? ' …' : '');
}
