import * as l10n from '@vscode/l10n';
import type { Failure } from '../../ports/failure.ts';
import type { AddressFault, FailureReason } from '../../ports/failure-reason.ts';
import { notApprovedMessage } from './approvals.ts';
import { windowWords, type NextWords } from './next.ts';

/** What happened, to which backend, and what to do next, as one sentence; `words` say that as their client does. */
export function failureMessage(
  { message }: Pick<Failure, 'message'>,
  words: NextWords = windowWords,
): string {
  return typeof message === 'string' ? message : failureReasonMessage(message, words);
}

function failureReasonMessage(reason: FailureReason, words: NextWords): string {
  switch (reason.kind) {
    case 'unexpected-error':
      return l10n.t(
        '{0} could not be listed: an unexpected error occurred; the log says more.',
        reason.backend,
      );
    case 'questions-too-slow':
      return l10n.t(
        '{0} did not answer for every secret within {1} seconds; the rest was left out.',
        reason.backend,
        reason.seconds,
      );
    case 'throttled':
      return l10n.t(
        '{0} at {1} is rate-limiting requests: wait a moment, then try again.',
        reason.backend,
        reason.endpoint,
      );
    case 'leads-elsewhere':
      return l10n.t(
        '{0} at {1} sends its callers to another address, which is not followed: configure that address, or {2}.',
        reason.backend,
        reason.endpoint,
        words({ kind: 'connect-differently' }),
      );
    case 'gateway-failed':
      return l10n.t(
        '{0} could not be reached: the gateway at {1} answered {2}; try again later, or ask whoever runs it.',
        reason.backend,
        reason.endpoint,
        reason.status,
      );
    case 'server-failed':
      return l10n.t(
        '{0} at {1} answered with an error of its own ({2}): try again later, or ask whoever runs it.',
        reason.backend,
        reason.endpoint,
        reason.status,
      );
    case 'not-http':
      return l10n.t(
        '{0} at {1} did not answer in HTTP: check the address and its port in the configuration.',
        reason.backend,
        reason.origin,
      );
    case 'host-not-known':
      return l10n.t(
        '{0} could not be reached at {1}: no address is known for {2}; check the name, or {3}.',
        reason.backend,
        reason.origin,
        reason.host,
        words({ kind: 'connect-differently' }),
      );
    case 'nothing-listens':
      return l10n.t(
        '{0} could not be reached: nothing listens at {1}; start it, or {2}.',
        reason.backend,
        reason.origin,
        words({ kind: 'connect-differently' }),
      );
    case 'no-route':
      return l10n.t(
        '{0} could not be reached: there is no way to {1} from here; check the network or the VPN.',
        reason.backend,
        reason.origin,
      );
    case 'closed-without-answer':
      return l10n.t(
        '{0} at {1} closed the connection without an answer: check whether the address wants https, then try again.',
        reason.backend,
        reason.origin,
      );
    case 'no-connection':
      return l10n.t(
        '{0} could not be reached at {1} ({2}): check the address, then try again.',
        reason.backend,
        reason.origin,
        reason.code,
      );
    case 'container-not-known':
      return l10n.t(
        '{0} could not be reached at {1}: {2} is probably a container’s name, which only other containers know; {3}, with an address that works from here.',
        reason.backend,
        reason.origin,
        reason.host,
        words({ kind: 'connect-differently' }),
      );
    case 'no-connection-in-time':
      return l10n.t(
        '{0} could not be reached at {1} in time: check the network, then try again.',
        reason.backend,
        reason.origin,
      );
    case 'no-answer-in-time':
      return l10n.t(
        '{0} at {1} did not answer completely within {2} seconds: try again.',
        reason.backend,
        reason.origin,
        reason.seconds,
      );
    case 'no-answer-in-read-timeout':
      return l10n.t(
        '{0} at {1} did not answer completely within {2} seconds: try again, or raise {3}.',
        reason.backend,
        reason.origin,
        reason.seconds,
        reason.key,
      );
    case 'answer-too-large':
      return l10n.t(
        '{0} at {1} answered with more than {2} MB: this is not the answer of a secret manager; check the address.',
        reason.backend,
        reason.origin,
        reason.megabytes,
      );
    case 'certificate-expired':
      return l10n.t(
        '{0}: the certificate of {1} has expired; ask whoever runs it to renew it.',
        reason.backend,
        reason.origin,
      );
    case 'certificate-not-yet-valid':
      return l10n.t(
        '{0}: the certificate of {1} is not valid yet; check the clock of this machine, or ask whoever runs the server.',
        reason.backend,
        reason.origin,
      );
    case 'certificate-of-other-host':
      return l10n.t(
        '{0}: the certificate of {1} is for another host; check the address, or {2}.',
        reason.backend,
        reason.origin,
        words({ kind: 'connect-differently' }),
      );
    case 'not-tls':
      return l10n.t(
        '{0}: {1} does not speak TLS as expected; check whether the address should begin with http, and its port.',
        reason.backend,
        reason.origin,
      );
    case 'certificate-not-trusted':
      return l10n.t(
        '{0}: the certificate of {1} is signed by nobody trusted here; name its authority in {2}.',
        reason.backend,
        reason.origin,
        reason.certificatesIn,
      );
    case 'vault-sealed':
      return l10n.t(
        '{0} at {1} is sealed and answers nobody: ask whoever runs it to unseal it, then try again.',
        reason.backend,
        reason.endpoint,
      );
    case 'throttled-for':
      return l10n.t(
        '{0} at {1} is rate-limiting requests: wait {2} seconds, then try again.',
        reason.backend,
        reason.endpoint,
        reason.seconds,
      );
    case 'vault-no-namespace':
      return l10n.t(
        '{0} at {1} has no namespace {2}: correct the configuration.',
        reason.backend,
        reason.endpoint,
        reason.namespace,
      );
    case 'vault-list-refused':
      return l10n.t(
        '{0} at {1} refused the list: the token may have expired, or may not “list” {2}, or there is no such engine; {3}, or ask for that right.',
        reason.backend,
        reason.endpoint,
        reason.path,
        words({ kind: 'sign-in', way: 'anew' }),
      );
    case 'vault-question-refused':
      return l10n.t(
        '{0} at {1} refused the question: the token may have expired, or may not “read” {2}; {3}, or ask for that right.',
        reason.backend,
        reason.endpoint,
        reason.path,
        words({ kind: 'sign-in', way: 'anew' }),
      );
    case 'vault-login-refused':
      return l10n.t(
        '{0} at {1} refused the login at {2}: check the path of the login and its credential, or {3}.',
        reason.backend,
        reason.endpoint,
        reason.path,
        words({ kind: 'sign-in', way: 'token' }),
      );
    case 'vault-no-engine':
      return l10n.t(
        '{0} at {1} has no engine {2}: correct root-engine in the configuration.',
        reason.backend,
        reason.endpoint,
        reason.engine,
      );
    case 'vault-other-engine':
      return l10n.t(
        '{0} at {1} has no engine {2}, but {3}: name that as root-engine, and the rest as secret-path-prefix.',
        reason.backend,
        reason.endpoint,
        reason.engine,
        reason.actual,
      );
    case 'vault-not-of-version':
      return l10n.t(
        '{0} at {1}: {2} is no key/value engine of version {3}: correct engine-version or root-engine.',
        reason.backend,
        reason.endpoint,
        reason.engine,
        reason.version,
      );
    case 'vault-other-version':
      return l10n.t(
        '{0} at {1}: {2} is a key/value engine of version {3}, not {4}: set engine-version to {3}.',
        reason.backend,
        reason.endpoint,
        reason.engine,
        reason.actual,
        reason.version,
      );
    case 'vault-not-key-value':
      return l10n.t(
        '{0} at {1}: {2} is an engine of type {3} and holds no secrets of Kestra: correct root-engine.',
        reason.backend,
        reason.endpoint,
        reason.engine,
        reason.type,
      );
    case 'vault-strange-answer':
      return l10n.t(
        '{0} at {1} did not answer as a Vault does (status {2}): check the address in the configuration.',
        reason.backend,
        reason.endpoint,
        reason.status,
      );
    case 'vault-request-not-allowed':
      return l10n.t(
        '{0}: a request that might read more than names was not sent; please report this.',
        reason.backend,
      );
    case 'vault-credential-empty':
      return l10n.t(
        '{0}: the credential is empty: {1}, or correct the configuration.',
        reason.backend,
        words({ kind: 'sign-in', way: 'any' }),
      );
    case 'vault-token-not-sendable':
      return l10n.t('{0}: the token holds characters that no token has: enter it anew.', reason.backend);
    case 'vault-login-path-unusable':
      return l10n.t('{0}: the path of the login is not usable: correct the configuration.', reason.backend);
    case 'vault-engine-version-invalid':
      return l10n.t(
        '{0}: engine-version must be 1 or 2, not {1}: correct the configuration.',
        reason.backend,
        reason.version,
      );
    case 'vault-root-engine-empty':
      return l10n.t('{0}: root-engine is empty: name the engine that holds the secrets.', reason.backend);
    case 'vault-value-not-known':
      return l10n.t(
        '{0}: the value of {1} is not known here, so nothing was sent: write it down, or fill its variable in a file of the folder.',
        reason.backend,
        reason.key,
      );
    case 'vault-path-leads-elsewhere':
      return l10n.t(
        '{0}: {1} holds a “.” or “..” between slashes, which may lead elsewhere: correct the configuration.',
        reason.backend,
        reason.key,
      );
    case 'vault-namespace-not-sendable':
      return l10n.t(
        '{0}: namespace holds a character that cannot be sent: correct the configuration.',
        reason.backend,
      );
    case 'vault-address-invalid':
      return l10n.t(
        '{0}: the address must be http or https, a host, and no user or query in it: correct the configuration.',
        reason.backend,
      );
    case 'aws-key-refused':
      return l10n.t(
        '{0} at {1} does not know the access key, or not its secret: correct access-key-id and secret-key-id, or choose a profile.',
        reason.backend,
        reason.endpoint,
      );
    case 'aws-profile-key-refused':
      return l10n.t(
        '{0} at {1} does not know the access key of the profile {2}, or not its secret: correct it with “aws configure --profile {2}”, or choose another profile.',
        reason.backend,
        reason.endpoint,
        reason.profile,
      );
    case 'aws-session-expired':
      return l10n.t(
        '{0} at {1} says that the session has expired: renew the keys together with their session token.',
        reason.backend,
        reason.endpoint,
      );
    case 'aws-profile-session-expired':
      return l10n.t(
        '{0} at {1} says that the session of the profile {2} has expired: run “aws sso login --profile {2}”, then refresh.',
        reason.backend,
        reason.endpoint,
        reason.profile,
      );
    case 'aws-clock-wrong':
      return l10n.t(
        '{0} at {1} refused the request, because this machine’s clock is wrong: set it, then try again.',
        reason.backend,
        reason.endpoint,
      );
    case 'aws-strange-answer':
      return l10n.t(
        '{0} at {1} did not answer as {2} does ({3}): check the region and the address, then try again.',
        reason.backend,
        reason.endpoint,
        reason.service,
        reason.code,
      );
    case 'aws-role-refused':
      return l10n.t(
        '{0}: the role was refused: ask for the permission sts:AssumeRole on {1}, or for its trust policy to let you in.',
        reason.backend,
        reason.role,
      );
    case 'aws-permission-missing':
      return l10n.t(
        '{0} at {1} refused the request: ask for the permission {2} on {3}.',
        reason.backend,
        reason.endpoint,
        reason.permission,
        reason.resource,
      );
    case 'aws-profile-wants-code':
      return l10n.t(
        '{0} was not contacted, because the profile {1} wants a code of a second factor: choose a profile that has a session already.',
        reason.backend,
        reason.profile,
      );
    case 'aws-profile-session-over':
      return l10n.t(
        '{0} was not contacted, because the session of the profile {1} is over: run “aws sso login --profile {1}”, then refresh.',
        reason.backend,
        reason.profile,
      );
    case 'aws-profile-gave-nothing':
      return l10n.t(
        '{0} was not contacted, because the profile {1} gave no credential: check it with “aws sts get-caller-identity --profile {1}”, or choose another.',
        reason.backend,
        reason.profile,
      );
    case 'no-answer-in-deadline':
      return l10n.t(
        '{0} at {1} did not answer within {2} seconds: check the network, then try again.',
        reason.backend,
        reason.endpoint,
        reason.seconds,
      );
    case 'aws-no-answer-with-profile':
      return l10n.t(
        '{0} at {1} did not answer within {2} seconds, the credentials of the profile {3} included: check both, then try again.',
        reason.backend,
        reason.endpoint,
        reason.seconds,
        reason.profile,
      );
    case 'azure-token-refused':
      return l10n.t(
        '{0} at {1} did not accept the token: check the tenant and the cloud of the vault, or {2}.',
        reason.backend,
        reason.endpoint,
        words({ kind: 'sign-in', way: 'anew' }),
      );
    case 'azure-firewall':
      return l10n.t(
        '{0} at {1} lets nobody in from this network: ask for an exception of its firewall, or use its private network.',
        reason.backend,
        reason.endpoint,
      );
    case 'azure-list-refused':
      return l10n.t(
        '{0} at {1} refused the list: ask for the role Key Vault Reader on the vault, or for the permission List on its secrets.',
        reason.backend,
        reason.endpoint,
      );
    case 'azure-value-refused':
      return l10n.t(
        '{0} at {1} refused the read of the value: ask for the role Key Vault Secrets User on the vault, or for the permission Get on its secrets.',
        reason.backend,
        reason.endpoint,
      );
    case 'azure-strange-answer':
      return l10n.t(
        '{0} at {1} did not answer as a key vault does (status {2}): check the address in the configuration.',
        reason.backend,
        reason.endpoint,
        reason.status,
      );
    case 'logins-throttled':
      return l10n.t(
        '{0}: {1} is rate-limiting logins; wait a moment, then try again.',
        reason.backend,
        reason.endpoint,
      );
    case 'entra-strange-answer':
      return l10n.t(
        '{0}: {1} did not answer as Entra ID does (status {2}): check the network, then try again.',
        reason.backend,
        reason.authority,
        reason.status,
      );
    case 'entra-workload-identity-refused':
      return l10n.t(
        '{0}: {1} refused the workload identity ({2}): check tenant-id and client-id, and the federated credential of that application.',
        reason.backend,
        reason.authority,
        reason.code,
      );
    case 'entra-client-secret-refused':
      return l10n.t(
        '{0}: {1} did not accept the client secret: enter its value, not its ID.',
        reason.backend,
        reason.authority,
      );
    case 'entra-client-secret-expired':
      return l10n.t(
        '{0}: the client secret has expired, says {1}: make a new one.',
        reason.backend,
        reason.authority,
      );
    case 'entra-no-application':
      return l10n.t(
        '{0}: {1} knows no application of that client-id in the tenant: correct one of them.',
        reason.backend,
        reason.authority,
      );
    case 'entra-no-tenant':
      return l10n.t('{0}: {1} knows no such tenant: correct tenant-id.', reason.backend, reason.authority);
    case 'entra-login-refused':
      return l10n.t(
        '{0}: {1} refused the login ({2}): check the client secret’s keys, or {3}.',
        reason.backend,
        reason.authority,
        reason.code,
        words({ kind: 'sign-in', way: 'any' }),
      );
    case 'azure-other-tenant':
      return l10n.t(
        '{0}: the vault belongs to the tenant {1}, for which the configuration allows no token: correct tenant-id, or name the tenant in additionally-allowed-tenants.',
        reason.backend,
        reason.tenant,
      );
    case 'azure-wrong-challenge':
      return l10n.t(
        '{0}: {1} wants a token in a way that no key vault does, and got none: check the address in the configuration.',
        reason.backend,
        reason.endpoint,
      );
    case 'azure-no-managed-identity':
      return l10n.t(
        '{0}: its managed identity exists on machines of Azure only, and this is none: {1}.',
        reason.backend,
        words({ kind: 'sign-in', way: 'microsoft' }),
      );
    case 'azure-no-token':
      return l10n.t(
        '{0}: Azure’s client could make no token of this login: check tenant-id, client-id and client-secret.',
        reason.backend,
      );
    case 'azure-address-invalid':
      return l10n.t(
        '{0}: the address of a key vault begins with https:// and holds no user or query: correct the configuration.',
        reason.backend,
      );
    case 'google-quota-project':
      return l10n.t(
        '{0}: Google counts the requests of this login for a project that it may not use, or for none: ask for the role Service Usage Consumer on {1}, then run “gcloud auth application-default set-quota-project {1}” in a terminal.',
        reason.backend,
        reason.project,
      );
    case 'google-api-disabled':
      return l10n.t(
        '{0}: the Secret Manager API is not enabled for the project {1}: enable it, or correct project.',
        reason.backend,
        reason.project,
      );
    case 'google-credential-refused':
      return l10n.t(
        '{0} at {1} did not accept the credential: make a new key of the service account, or run “gcloud auth application-default login” in a terminal.',
        reason.backend,
        reason.endpoint,
      );
    case 'google-no-project':
      return l10n.t('{0}: Google knows no project {1}: correct project.', reason.backend, reason.project);
    case 'google-list-refused':
      return l10n.t(
        '{0} refused the list of the project {1}: ask for the role Secret Manager Viewer (secretmanager.secrets.list) on it, or correct project.',
        reason.backend,
        reason.project,
      );
    case 'google-secret-refused':
      return l10n.t(
        '{0} refused a question about a secret of the project {1}: ask for the role Secret Manager Viewer (secretmanager.secrets.get) on it.',
        reason.backend,
        reason.project,
      );
    case 'google-value-refused':
      return l10n.t(
        '{0} refused the read of the value: ask for the role Secret Manager Secret Accessor (secretmanager.versions.access) on that secret of the project {1}.',
        reason.backend,
        reason.project,
      );
    case 'google-strange-answer':
      return l10n.t(
        '{0} at {1} did not answer as Google does (status {2}): check the network, or {3}.',
        reason.backend,
        reason.endpoint,
        reason.status,
        words({ kind: 'connect-differently' }),
      );
    case 'google-address-invalid':
      return l10n.t(
        '{0}: the address of Google’s Secret Manager begins with https:// and holds no user or query: {1}.',
        reason.backend,
        words({ kind: 'connect-differently' }),
      );
    case 'google-impersonation-refused':
      return l10n.t(
        '{0}: this login may not act as {1}: ask for the role Service Account Token Creator on it.',
        reason.backend,
        reason.account,
      );
    case 'google-login-expired':
      return l10n.t(
        '{0}: the login has expired or was withdrawn, says Google: {1}.',
        reason.backend,
        words({ kind: 'sign-in', way: 'google' }),
      );
    case 'google-login-refused':
      return l10n.t(
        '{0}: Google refused the login ({1}): {2}.',
        reason.backend,
        reason.code,
        words({ kind: 'sign-in', way: 'google' }),
      );
    case 'google-key-damaged':
      return l10n.t(
        '{0} was not contacted, because the private key of its service account is damaged: make a new key.',
        reason.backend,
      );
    case 'plain-through-proxy':
      return l10n.t(
        '{0}: nothing was sent to {1}, since the proxy {2} would see the credential in clear text; use https, or exempt {3} from the proxy.',
        reason.backend,
        reason.origin,
        reason.proxy,
        reason.host,
      );
    case 'proxy-not-supported':
      return l10n.t(
        '{0}: the proxy {1} gave no connection to {2}: {3} is no kind of proxy that is supported; check the proxy settings, or exempt the host from it.',
        reason.backend,
        reason.proxy,
        reason.origin,
        reason.protocol,
      );
    case 'proxy-late':
      return l10n.t(
        '{0}: the proxy {1} gave no connection to {2} in time; check the proxy settings, or exempt the host from it.',
        reason.backend,
        reason.proxy,
        reason.origin,
      );
    case 'proxy-refused':
      return l10n.t(
        '{0}: the proxy {1} gave no connection to {2} (status {3}); check the proxy settings, or exempt the host from it.',
        reason.backend,
        reason.proxy,
        reason.origin,
        reason.status,
      );
    case 'proxy-not-reached':
      return l10n.t(
        '{0}: the proxy {1} gave no connection to {2} ({3}); check the proxy settings, or exempt the host from it.',
        reason.backend,
        reason.proxy,
        reason.origin,
        reason.code,
      );
    case 'vault-absence-not-confirmed':
      return l10n.t(
        '{0}: cannot tell whether the secret exists, since {0} lists nothing and does not show this token whether {1} is an engine of that version; ask for the right to “list” it.',
        reason.backend,
        reason.engine,
      );
    case 'folder-not-trusted':
      return l10n.t(
        '{0} was not contacted, because this folder is not trusted: trust it first.',
        reason.backend,
      );
    case 'address-missing':
      return l10n.t(
        '{0} was not contacted, because its configuration names no address: add one.',
        reason.backend,
      );
    case 'address-not-known':
      return l10n.t(
        '{0} was not contacted, because its address is not known here: write it out, or {1}.',
        reason.backend,
        words({ kind: 'connect-differently' }),
      );
    case 'address-variables-not-set':
      return l10n.t(
        '{0} was not contacted, because no file of this folder gives {1} for its address: add it to .env, or {2}.',
        reason.backend,
        reason.variables.join(', '),
        words({ kind: 'connect-differently' }),
      );
    case 'address-refused':
      return l10n.t(
        '{0} was not contacted, because its address {1}: correct it.',
        reason.backend,
        addressFaultClause(reason.fault),
      );
    case 'login-path-refused':
      return l10n.t(
        '{0} was not contacted, because the path of its login cannot be used: correct it.',
        reason.backend,
      );
    case 'login-path-variables-not-set':
      return l10n.t(
        '{0} was not contacted, because no file of this folder gives {1} for the path of its login: add it to .env.',
        reason.backend,
        reason.variables.join(', '),
      );
    case 'login-user-refused':
      return l10n.t(
        '{0} was not contacted, because the user of its login cannot be used: correct it.',
        reason.backend,
      );
    case 'login-user-variables-not-set':
      return l10n.t(
        '{0} was not contacted, because no file of this folder gives {1} for the user of its login: add it to .env.',
        reason.backend,
        reason.variables.join(', '),
      );
    case 'credential-not-sendable':
      return l10n.t(
        '{0} was not contacted, because its credential holds white space or a character that cannot be sent: correct it.',
        reason.backend,
      );
    case 'secret-fills-no-address':
      return l10n.t(
        '{0} was not contacted, because {1} holds a secret, and no part of an address, a path or a name may come from it: write that out.',
        reason.backend,
        reason.variables.join(', '),
      );
    case 'no-credential':
      return l10n.t(
        '{0} was not contacted, because no credential for it was found: {1}.',
        reason.backend,
        words({ kind: 'sign-in', way: 'any' }),
      );
    case 'credential-variables-not-set':
      return l10n.t(
        '{0} was not contacted, because nothing sets {1} here: {2}.',
        reason.backend,
        reason.variables.join(', '),
        words({ kind: 'sign-in', way: 'any' }),
      );
    case 'kubernetes-login':
      return l10n.t(
        '{0} was not contacted, because only a pod of the cluster can use its Kubernetes login: {1}, with an address and a login that work from here, or {2}.',
        reason.backend,
        words({ kind: 'connect-differently' }),
        words({ kind: 'sign-in', way: 'token' }),
      );
    case 'aws-no-credential':
      return l10n.t(
        '{0} was not contacted, because no credential for it was found, and the identity of a pod or an instance (IRSA, pod identity, instance metadata) serves on the server alone: choose a profile of ~/.aws, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
        reason.backend,
      );
    case 'azure-no-credential':
      return l10n.t(
        '{0} was not contacted, because no credential for it was found: {1}, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.',
        reason.backend,
        words({ kind: 'sign-in', way: 'microsoft' }),
      );
    case 'google-login-elsewhere':
      return l10n.t(
        '{0} was not contacted, because the login that was found goes to Google’s own address alone, and not to {1}: set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account’s key.',
        reason.backend,
        reason.origin,
      );
    case 'google-no-credential':
      return l10n.t(
        '{0} was not contacted, because no credential for it was found, and the identity of a machine of Google’s serves there alone: {1}, or set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account’s key.',
        reason.backend,
        words({ kind: 'sign-in', way: 'google' }),
      );
    case 'aws-region-missing':
      return l10n.t(
        '{0} was not contacted, because its configuration names no region: add region, or set AWS_REGION.',
        reason.backend,
      );
    case 'aws-region-invalid':
      return l10n.t(
        '{0} was not contacted, because its region is not the name of a region such as eu-west-1: correct it.',
        reason.backend,
      );
    case 'aws-region-variables-not-set':
      return l10n.t(
        '{0} was not contacted, because no file of this folder gives {1} for its region: add it to .env.',
        reason.backend,
        reason.variables.join(', '),
      );
    case 'aws-role-key-not-known':
      return l10n.t(
        '{0} was not contacted, because {1} is not known here, so its role cannot be taken: write it out, or add it to .env.',
        reason.backend,
        reason.key,
      );
    case 'aws-no-profile':
      return l10n.t(
        '{0} was not contacted, because ~/.aws has no profile {1}: choose another, or create it with “aws configure --profile {1}”.',
        reason.backend,
        reason.profile,
      );
    case 'aws-profile-of-server':
      return l10n.t(
        '{0} was not contacted, because the profile {1} takes its credentials from the metadata service of a container or an instance, which is not used from here: choose another profile.',
        reason.backend,
        reason.profile,
      );
    case 'azure-vault-missing':
      return l10n.t(
        '{0} was not contacted, because its configuration names no vault: add vault-name or key-vault-uri.',
        reason.backend,
      );
    case 'azure-vault-name-invalid':
      return l10n.t(
        '{0} was not contacted, because its vault-name is not the name of a key vault (3 to 24 letters, digits and hyphens): correct it.',
        reason.backend,
      );
    case 'azure-vault-variables-not-set':
      return l10n.t(
        '{0} was not contacted, because no file of this folder gives {1} for its vault-name: add it to .env.',
        reason.backend,
        reason.variables.join(', '),
      );
    case 'key-missing-or-not-known':
      return l10n.t(
        '{0} was not contacted, because {1} is missing, or not known here: write it out, or add it to .env.',
        reason.backend,
        reason.key,
      );
    case 'azure-authority-invalid':
      return l10n.t(
        '{0} was not contacted, because AZURE_AUTHORITY_HOST is not an address such as https://login.microsoftonline.com: correct it.',
        reason.backend,
      );
    case 'azure-workload-identity-in-pods':
      return l10n.t(
        '{0} was not contacted, because its workload identity exists in pods of AKS only: {1}.',
        reason.backend,
        words({ kind: 'sign-in', way: 'microsoft' }),
      );
    case 'google-project-not-known':
      return l10n.t(
        '{0} was not contacted, because its project is no id of a project of Google’s, or not known here: write it out, or add it to .env.',
        reason.backend,
      );
    case 'google-project-missing':
      return l10n.t(
        '{0} was not contacted, because its configuration names no project: add one.',
        reason.backend,
      );
    case 'google-key-not-json':
      return l10n.t(
        '{0} was not contacted, because its service-account is not the key of a service account in JSON: paste the whole file that Google made.',
        reason.backend,
      );
    case 'google-key-external':
      return l10n.t(
        '{0} was not contacted, because its service-account takes tokens from other addresses or programs: use the key of a service account.',
        reason.backend,
      );
    case 'google-key-foreign':
      return l10n.t(
        '{0} was not contacted, because its service-account takes tokens from another address than Google’s: use a key as Google made it.',
        reason.backend,
      );
    case 'google-variables-file-refused':
      return l10n.t(
        '{0} was not contacted, because the file that {1} names is not there, or holds no credential of Google’s: correct that variable, or unset it and run “gcloud auth application-default login”.',
        reason.backend,
        reason.variable,
      );
    case 'google-file-refused':
      return l10n.t(
        '{0} was not contacted, because {1} is not there, or holds no credential of Google’s: {2}.',
        reason.backend,
        reason.file,
        words({ kind: 'sign-in', way: 'google' }),
      );
    case 'google-file-external':
      return l10n.t(
        '{0} was not contacted, because {1} takes tokens from other addresses or programs, which are not used here: {2}.',
        reason.backend,
        reason.file,
        words({ kind: 'sign-in', way: 'google' }),
      );
    case 'not-approved':
      return notApprovedMessage(reason, words);
    case 'configuration-broken':
      return l10n.t(
        '{0} was not contacted, because {1} is not valid YAML: correct it first.',
        reason.backend,
        reason.files.join(', '),
      );
    case 'name-leads-elsewhere':
      return l10n.t(
        '“{1}” was not looked up in {0}: a part of that name is empty or made of dots, and may lead elsewhere; use another name.',
        reason.backend,
        reason.name,
      );
  }
}

/** What keeps a text from being an address, as the end of a sentence. */
export function addressFaultClause(fault: AddressFault): string {
  switch (fault) {
    case 'not-a-url':
      return l10n.t('is not a URL such as https://vault.example.com:8200');
    case 'scheme':
      return l10n.t('begins with neither https:// nor http://');
    case 'userinfo':
      return l10n.t('holds a user name or a password');
    case 'query':
      return l10n.t('holds a "?" or a "#"');
    case 'api-path':
      return l10n.t('goes on into "/v1": name the server alone');
  }
}
