/** This machine's system and processor, and the Node that runs here. */
export function platformInWords(): string {
  return `${process.platform} ${process.arch}, Node ${process.versions.node}`;
}
