/** Steps that a character of any text may cost at the most; an ordinary flow's costs about three. */
export const stepsPerCharacter = 400;
