import network from '../../content/roads/expressways.json';

export interface Expressway {
  /** `G72` */
  code: string;
  /** 泉南高速 */
  name: string;
  from?: string;
  to?: string;
}

/** The national expressways that the project is certain of; see the source named in the file. */
export const EXPRESSWAYS: readonly Expressway[] = network.expressways;
