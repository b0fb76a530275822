/** The names that the host and the phone's page share. */
declare global {
  interface Window {
    /** The phone, once its bundle has loaded. */
    phone: import('./main.ts').PhoneControls;
    /** Given by the host: the way out of the phone. */
    askOutside(question: import('./settings.ts').Outside): Promise<import('./settings.ts').OutsideAnswer>;
  }
}

export {};
