import type { ConfigurationSettings, FolderConfiguration, Survey } from '../../configuration/index.ts';
import type { FileText, FolderNotListed } from '../../ports/files.ts';

/** What the thread that reads a folder's configuration says: what it needs of its files, then what it has read. */
export type FromWorker =
  | { readonly kind: 'list' }
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'name' | 'place' | 'tracked'; readonly path: string }
  | { readonly kind: 'done'; readonly configuration: FolderConfiguration };

/** What it gets: what to do, then its answers. */
export type ToWorker =
  | { readonly kind: 'start'; readonly settings: ConfigurationSettings; readonly survey: Survey | undefined }
  | {
      readonly kind: 'list';
      readonly paths: readonly string[];
      readonly notFollowed: readonly string[];
      readonly notListed: readonly FolderNotListed[];
      readonly ignoresCase: boolean;
    }
  | { readonly kind: 'name' | 'place'; readonly path: string; readonly answer: string }
  | { readonly kind: 'tracked'; readonly path: string; readonly isTracked: boolean }
  | { readonly kind: 'read'; readonly path: string; readonly found: FileText };
