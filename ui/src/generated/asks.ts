// Stand-in until the core's table of requests is generated into this file; it declares no request.
// The generated interface has one member a request: its name, with the types of both directions.
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Asks {}
