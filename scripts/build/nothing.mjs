// Stands for what the bundle leaves out.
export default {};
