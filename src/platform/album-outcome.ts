/**
 * What became of a picture that a driver wanted to keep. `refused`: the album is closed to us, and WeChat asks no second time;
 * only its settings open it. `cancelled`: the driver thought better of it.
 */
export type SaveOutcome = 'saved' | 'refused' | 'cancelled' | 'failed';
