import type { HeredocFlow } from '../configuration/terraform/flows.ts';

/**
 * The flows that `kestra_flow` resources of a Terraform file hold as heredocs, with offsets of `text`. Most Terraform is about
 * something else, which a search alone tells.
 */
export async function terraformFlowsIn(text: string): Promise<readonly HeredocFlow[]> {
  if (!text.includes('"kestra_flow"')) return [];
  const { flowLinesIn } = await import('../configuration/terraform/flows.ts');
  return flowLinesIn(text);
}
