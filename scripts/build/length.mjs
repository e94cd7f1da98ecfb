// Stands for ajv's count of a text's characters: the schemas' lengths are bounds against abuse, for which UTF-16 units do, and
// counting took a tenth of opening a snapshot.
export default (text) => text.length;
