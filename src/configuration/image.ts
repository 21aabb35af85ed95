/** Of `kestra/kestra:v2.0.1-full` it is `2.0.1`; null for `latest`, a digest and the like. */
export function versionIn(image: string): string | null {
  const [tagged = ''] = image.split('@');
  return /:v?(\d+(?:\.\d+)*)(?:-[\w.-]+)?$/.exec(tagged)?.[1] ?? null;
}

/** Kestra's own images, by whatever registry, also the Enterprise ones. */
export function isKestraImage(image: string): boolean {
  return /(?:^|\/)(?:kestra\/kestra[^/]*|kestra-ee(?:[:@][^/]*)?)$/.test(image);
}

/**
 * Whether an image is open-source Kestra under its own name, which has no backends but the environment. A placeholder in
 * the name, another registry than Docker's and another name may stand for anything.
 */
export function isOpenSourceImage(image: string): boolean {
  return /^(?:(?:index\.|registry-1\.)?docker\.io\/)?kestra\/kestra(?:[:@].*)?$/.test(image);
}
