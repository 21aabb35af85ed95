import type { KestraHoldings, KestraSecret, KestraUser } from '../servers/kestra/holdings.ts';

/** More than fit on two pages. */
const many = Array.from({ length: 230 }, (_, index): KestraSecret => {
  const number = String(index).padStart(3, '0');
  return { namespace: 'company', key: `MANY_${number}`, value: `VALUE-MARKER-${number}` };
});

/** What every Kestra holds when the contract suite asks it. Nobody may ever see a value of it. */
export const kestraSecrets: readonly KestraSecret[] = [
  { namespace: 'company', key: 'COMPANY_KEY', value: 'VALUE-MARKER-company' },
  {
    namespace: 'company',
    key: 'JSON_KEY',
    value: JSON.stringify({ user: 'VALUE-MARKER-user', "it's": 'VALUE-MARKER-quoted' }),
    description: 'Where the users are',
    tags: { owner: 'accounts', 'cost-centre': '' },
  },
  { namespace: 'company.team', key: 'TEAM_KEY', value: 'VALUE-MARKER-team' },
  { namespace: 'company.team', key: `IT'S_A"KEY`, value: 'VALUE-MARKER-quote' },
  { namespace: 'other', key: 'OTHER_KEY', value: 'VALUE-MARKER-other' },
  ...many,
];

export const allowedUser: KestraUser = {
  login: { user: 'admin@company.example', password: 'VALUE-MARKER-pass:wörd' },
  mayList: 'all',
  mayEvaluate: true,
};

/** Sees one namespace, and may not ask for the tenant's list. */
export const teamUser: KestraUser = {
  login: { token: 'VALUE-MARKER-token-of-the-team' },
  mayList: ['company.team'],
  withoutTenantList: true,
  mayEvaluate: false,
};

export const nobody: KestraUser = {
  login: { token: 'VALUE-MARKER-token-of-nobody' },
  mayList: [],
  withoutTenantList: true,
  mayEvaluate: false,
};

export function kestraHoldings(
  generation: KestraHoldings['generation'],
  edition: KestraHoldings['edition'],
): KestraHoldings {
  return {
    generation,
    edition,
    secrets: kestraSecrets,
    executions: ['company.team', 'company'],
    users: [allowedUser, teamUser, nobody],
  };
}
