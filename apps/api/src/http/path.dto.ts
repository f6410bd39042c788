/** What declares the parameters in the path of a route. */
export abstract class PathDto {}
