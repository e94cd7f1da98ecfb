// Backup sessions as zmbackup names them: full on Saturday, incremental on the other days.
export const sessionName = (start, fraction) => {
  const day = new Date(start * 1000);
  const stamp = day.toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", ".");
  return `${day.getUTCDay() === 6 ? "full" : "incr"}-${stamp}.${String(fraction).padStart(3, "0")}`;
};
