const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');
const zip = Buffer.from('PK');

/**
 * Describes a file that is not an Office Open XML spreadsheet, with advice for some types; null if the file may
 * be such a spreadsheet.
 * @param parts the entries of the zip archive by name in lower case, if it could be opened
 */
export function describeFile(
  bytes: Buffer,
  parts?: { has(name: string): boolean; keys(): Iterable<string> },
): string | null {
  if (bytes.length === 0) return 'nothing';
  if (bytes.subarray(0, compoundFile.length).equals(compoundFile)) {
    return bytes.includes(encryptedPackage)
      ? 'a workbook that is protected by a password: save it without a password'
      : 'a file of an older Office, such as .xls: save it as .xlsx';
  }
  if (!bytes.subarray(0, zip.length).equals(zip)) return 'a file that is not a zip archive';
  if (!parts) return null;
  const names = [...parts.keys()];
  const hasFolder = (folder: string): boolean => names.some((name) => name.startsWith(folder));
  if (parts.has('xl/workbook.bin')) return 'a binary workbook (.xlsb): save it as .xlsx';
  if (hasFolder('xl/') && !parts.has('[content_types].xml'))
    return 'a zip archive without [Content_Types].xml';
  if (parts.has('[content_types].xml')) {
    if (hasFolder('word/')) return 'a text document (.docx)';
    return hasFolder('ppt/') ? 'a presentation (.pptx)' : null;
  }
  return parts.has('mimetype')
    ? 'an OpenDocument file, such as .ods: save it as .xlsx'
    : 'a zip archive without a spreadsheet';
}
