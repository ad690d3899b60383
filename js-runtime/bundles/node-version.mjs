// The Node whose library modules are kept.
export const NODE_VERSION = "v24.21.0";
