/**
 * What names, tags, configurations and servers say, as one piece of a line: control characters and others that steer a
 * terminal or an editor are shown instead of sent, line breaks among them. So is the `##[` by which a line, wherever
 * that stands in it, is a command to the runners of GitHub and Azure.
 */
export function printable(text: string): string {
  return text.replace(steering, showCharacter).replace(command, showCharacter);
}

/**
 * A whole line as it is printed, made of such pieces. What begins it is no command to a runner (`::error`), and of
 * control characters only the colours of this program's own are sent, where it is to have some.
 */
export function printableLine(line: string, colours: boolean): string {
  const parts = colours ? line.split(colour) : [line];
  // Split by a group, every other part is what matched it.
  const safe = parts.map((part, index) => (index % 2 === 1 ? part : printable(part))).join('');
  return safe.replace(/^(\s*):(?=:)/, (_, space: string) => `${space}${showCharacter(':')}`);
}

/** JSON that is to be printed: the same characters, as JSON escapes them. Only the line breaks between its parts stay. */
export function printableJson(json: string): string {
  // Most of it is plain, which a search for all else passes in no time.
  const shown = json.replace(/[^\n -~]+/gu, (others) => others.replace(steering, escapeUnits));
  return shown.includes('##') ? shown.replace(command, escapeUnits) : shown;
}

const steering = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const command = /#(?=#(?:\[|vso\[))/gi;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const colour = /(\u001b\[\d{1,2}m)/;

function showCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
