/**
 * What became of a picture that a driver wanted to keep. `refused`: the album is closed to us, and WeChat asks no second time;
 * only its settings open it. `not-agreed`: the driver refused the privacy agreement, and is asked again with the next tap.
 * `cancelled`: the driver thought better of it.
 */
export type SaveOutcome = 'saved' | 'refused' | 'not-agreed' | 'cancelled' | 'failed';
