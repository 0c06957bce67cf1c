export { BatchesScreen } from './batches/BatchesScreen';
export { ImportScreen } from './import/ImportScreen';
export { RecordScreen } from './record/RecordScreen';
export { RecordsScreen } from './table/RecordsScreen';
