const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');
const zip = Buffer.from('PK');

/**
 * What bytes are that are no Office Open XML spreadsheet, with what to do about it; null where nothing speaks against it.
 * @param parts the names of what is in them, in lower case, where they are a zip archive
 */
export function whatIsInstead(
  bytes: Buffer,
  parts?: { has(name: string): boolean; keys(): Iterable<string> },
): string | null {
  if (bytes.length === 0) return 'nothing';
  if (bytes.subarray(0, compoundFile.length).equals(compoundFile)) {
    return bytes.includes(encryptedPackage)
      ? 'a workbook that is protected by a password: save it without one'
      : 'a file of an older Office, such as .xls: save it as .xlsx';
  }
  if (!bytes.subarray(0, zip.length).equals(zip)) return 'no zip archive';
  if (!parts) return null;
  const names = [...parts.keys()];
  const isIn = (folder: string): boolean => names.some((name) => name.startsWith(folder));
  if (parts.has('xl/workbook.bin')) return 'a binary workbook (.xlsb): save it as .xlsx';
  if (isIn('xl/') && !parts.has('[content_types].xml')) return 'a zip archive without [Content_Types].xml';
  if (parts.has('[content_types].xml')) {
    if (isIn('word/')) return 'a text document (.docx)';
    return isIn('ppt/') ? 'a presentation (.pptx)' : null;
  }
  return parts.has('mimetype')
    ? 'an OpenDocument file, such as .ods: save it as .xlsx'
    : 'a zip archive that holds no spreadsheet';
}
