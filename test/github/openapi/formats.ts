/** The formats GitHub's description names, as strictly as a test needs them; what is not here is not checked. */
export const formats: Readonly<Record<string, RegExp | true>> = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  uri: /^[a-z][a-z0-9+.-]*:\S+$/i,
  email: /^[^@\s]+@[^@\s]+$/,
  uuid: /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  hostname: true,
  int64: true,
  "repo.nwo": true,
  timestamp: true,
};
