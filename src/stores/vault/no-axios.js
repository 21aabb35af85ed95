// Stands in for axios in the bundle: node-vault loads it, but every request goes through our own transport.
export default {
  create() {
    throw new Error('node-vault was to send a request without the transport of this project');
  },
};
