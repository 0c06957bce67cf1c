/** Names of fields stand between asterisks in the rules' sentences; here they are set as emphasis. */
export function Sentence({ words }: { words: string }) {
  const parts = words.split('*');
  return (
    <>
      {parts.map((part, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence never change places
        index % 2 === 1 ? <em key={index}>{part}</em> : part,
      )}
    </>
  );
}
