import * as l10n from '@vscode/l10n';
import { isPlace, readKestraPlace, type KnownKestraPlace } from '../../access/kestra/place.ts';
import type { KestraSnapshot } from '../../catalog/index.ts';
import { countWords, stepsOf } from '../../language/index.ts';
import { failureMessage, kestraGapClause } from '../../language/messages/index.ts';
import { kestraBackend, usualTenant } from '../../managers/kestra.ts';
import { runWithToken } from '../cancellation.ts';
import { readAll } from '../commands/choose.ts';
import { settings, settingsSection } from '../contributions.ts';
import type { FolderSession } from '../session/folder-session.ts';
import type { Sessions } from '../session/sessions.ts';
import { kestraOfUser } from '../settings.ts';
import { showInformation, showWarning, showWork } from '../shown/messages.ts';
import { askForText, pickOne } from '../shown/picks.ts';
import type { Target } from '../target.ts';
import { namespacesInFlows } from './flow-namespaces.ts';
import { findKestraOffers, offerWords } from './kestra-offers.ts';
import { askForKestraLogin, type ChosenLogin } from './kestra-login.ts';
import { offerSteps } from './offer-steps.ts';

/** Connects a folder to a running Kestra: asks for its address, tenant and login, and then whether it answers. */
export async function connectKestra(sessions: Sessions, target: Target | null): Promise<void> {
  await readAll(sessions);
  const title = l10n.t('Connect to Kestra');
  const session = await chooseAmong(sessions.all(), sessions, target, title);
  if (session === undefined) return;
  const place = await askForPlace(session, title);
  if (place === undefined) return;
  const login = await askForKestraLogin(place, { title, hasKept: hasLogin(session, place) });
  if (login !== undefined) await connectTo(session, place, login);
}

/** Asks for another login to the Kestra that a folder is connected to, and whether it answers then. */
export async function signInToKestra(session: FolderSession): Promise<void> {
  const place = session.kestra.place();
  const known = place === null ? null : readKestraPlace(place);
  if (known === null) return;
  if (!isPlace(known)) {
    void showWarning(failureMessage(known));
    return;
  }
  const login = await askForKestraLogin(known, { title: l10n.t('Sign In'), hasKept: false });
  if (login !== undefined) await connectTo(session, known, login);
}

/** Takes the connection of a folder back, with its login. */
export async function disconnectKestra(sessions: Sessions, target: Target | null): Promise<void> {
  const session = await chooseConnected(sessions, target, l10n.t('Disconnect from Kestra'));
  const before = session?.kestra.place() ?? null;
  if (session === undefined || before === null) return;
  await withdrawKestra(session);
  const { url } = before;
  void showInformation(
    session.kestra.place() === null
      ? l10n.t('{0} is connected to {1} no more, and its login is forgotten.', session.folder.name, url)
      : l10n.t(
          'The user setting {0} still names {1}: empty it to be connected to none.',
          `${settingsSection}.${settings.kestraUrl}`,
          session.kestra.place()?.url ?? url,
        ),
  );
}

/** A folder that is connected to a running Kestra; `title`: the command that asks. undefined: none, or given up. */
export async function chooseConnected(
  sessions: Sessions,
  target: Target | null,
  title: string,
): Promise<FolderSession | undefined> {
  const connected = sessions.all().filter(({ kestra }) => kestra.place() !== null);
  return chooseAmong(connected, sessions, target, title);
}

/** Takes the connection of a folder back without a word. */
export async function withdrawKestra({ kestra, catalog }: FolderSession): Promise<void> {
  await kestra.disconnect();
  catalog.reconnectKestra();
}

/** Whether a folder was connected by the user's act, and not only by the user's settings. */
export function isConnectedHere({ kestra }: FolderSession): boolean {
  const [here, usual] = [kestra.place(), kestraOfUser()];
  const read = usual === null ? null : readKestraPlace(usual);
  if (here === null || read === null || !isPlace(read)) return here !== null;
  return here.url !== read.url || here.tenant !== read.tenant;
}

async function chooseAmong(
  among: readonly FolderSession[],
  sessions: Sessions,
  target: Target | null,
  title: string,
): Promise<FolderSession | undefined> {
  const named = target === null ? undefined : sessions.byFolder(target.folder);
  if (named !== undefined || among.length < 2) return named ?? among[0];
  return pickOne(
    among.map((value) => ({ label: value.folder.name, value })),
    { title, placeHolder: l10n.t('For which folder?') },
  );
}

/** One that was found somewhere, or one that is typed; undefined: given up. */
async function askForPlace(session: FolderSession, title: string): Promise<KnownKestraPlace | undefined> {
  const offers = await findKestraOffers(session, new AbortController().signal);
  const present = session.kestra.place();
  if (offers.length === 0) return askForTypedPlace(title, present?.url ?? '');
  const chosen = await pickOne(
    [
      ...offers.map((offer) => ({
        label: offer.url,
        description: offer.tenant === usualTenant ? '' : l10n.t('tenant {0}', offer.tenant),
        detail: offerWords(offer),
        value: offer,
      })),
      { label: l10n.t('Type another address…'), icon: 'edit', value: null },
    ],
    { title, placeHolder: l10n.t('Which Kestra? Nothing is sent there yet.') },
  );
  if (chosen === undefined) return undefined;
  const read = chosen === null ? null : readKestraPlace(chosen);
  return read !== null && isPlace(read) ? read : askForTypedPlace(title, present?.url ?? '');
}

async function askForTypedPlace(title: string, value: string): Promise<KnownKestraPlace | undefined> {
  const url = await askForText({
    title,
    value,
    prompt: l10n.t('The address of a running Kestra, such as https://kestra.example.com'),
    problemOf: (text) =>
      isPlace(readKestraPlace({ url: text, tenant: usualTenant }))
        ? undefined
        : l10n.t('Enter an address that begins with http:// or https:// and holds no user or query.'),
  });
  if (url === undefined) return undefined;
  const tenant = await askForText({
    title,
    value: usualTenant,
    prompt: l10n.t('The tenant; open source has {0} alone.', usualTenant),
    problemOf: (text) =>
      isPlace(readKestraPlace({ url, tenant: text.trim() }))
        ? undefined
        : l10n.t('Enter letters, digits, hyphens and underscores.'),
  });
  const read = tenant === undefined ? null : readKestraPlace({ url, tenant: tenant.trim() });
  return read !== null && isPlace(read) ? read : undefined;
}

function loginPlace({ origin }: KnownKestraPlace) {
  return { backend: kestraBackend.id, endpoint: origin };
}

function hasLogin({ access }: FolderSession, place: KnownKestraPlace): boolean {
  const { backend, endpoint } = loginPlace(place);
  return access.typedLogins().some((each) => each.backend === backend && each.endpoint === endpoint);
}

async function connectTo(
  session: FolderSession,
  place: KnownKestraPlace,
  chosen: ChosenLogin,
): Promise<void> {
  const { access, catalog, folder, kestra } = session;
  if (chosen.kind === 'none') await access.forget(loginPlace(place));
  await kestra.connect(place, chosen.kind === 'typed' ? chosen.login : null);
  catalog.reconnectKestra();
  await showWork(l10n.t('Asking Kestra at {0}', place.url), (token) =>
    // A login may see the secrets of a namespace alone, and not the tenant's list.
    runWithToken(token, async (signal) =>
      catalog.listKestra(await namespacesInFlows(session, signal), signal),
    ),
  );
  const found = catalog.snapshot().kestra;
  if (found !== undefined) tell(found, folder.uri.toString());
}

/** What came of asking it, in a sentence. */
function tell(kestra: KestraSnapshot, folder: string): void {
  const { about, endpoint, failure, gaps, names } = kestra;
  if (failure !== null) {
    void offerSteps(showWarning, failureMessage(failure), stepsOf(failure, kestraBackend.id), folder);
    return;
  }
  const name = about?.version == null ? 'Kestra' : `Kestra ${about.version}`;
  const said = l10n.t(
    '{0} answers at {1}: {2}.',
    name,
    endpoint,
    countWords(names.map(() => ({ visible: true }))),
  );
  const [gap] = gaps;
  if (gap === undefined) void showInformation(said);
  else void showWarning(l10n.t('{0} The list may be incomplete: {1}.', said, kestraGapClause(gap)));
}
