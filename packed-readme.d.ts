export function withPicturesInside(text: string, root: string): string;
