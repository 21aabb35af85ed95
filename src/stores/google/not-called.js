// Stands in the bundle for what nothing calls: Google's descriptions of IAM, locations and long operations in code (their
// JSON stays), and streams of the web for a Node that had none.
export {};
