// Changes: each is an edit of the report as it was read, so that undoing is leaving out the last.
const edit = {
  groups: [],
  undone: [],

  reset(groups) {
    this.groups = groups;
    this.undone = [];
  },

  edits() {
    return this.groups.flat();
  },

  add(...edits) {
    this.groups.push(edits);
    this.undone = [];
    return files.renew();
  },

  // Typing in one cell is one change.
  type(address, text) {
    const last = this.groups[this.groups.length - 1];
    if (last && last.length === 1 && last[0].cell === address && last.typing) last[0].text = text;
    else {
      const group = [{ cell: address, text }];
      group.typing = true;
      this.groups.push(group);
    }
    this.undone = [];
    return files.renew();
  },

  stopTyping() {
    const last = this.groups[this.groups.length - 1];
    if (last) last.typing = false;
  },

  undo() {
    const group = this.groups.pop();
    if (!group) return undefined;
    this.undone.push(group);
    return files.renew(true);
  },

  redo() {
    const group = this.undone.pop();
    if (!group) return undefined;
    this.groups.push(group);
    return files.renew(true);
  },

  // Where the cells of a table stand on its grid: rows of addresses by column.
  grid(table) {
    const grid = [];
    [...table.rows].forEach((row, y) => {
      grid[y] = grid[y] || [];
      let x = 0;
      for (const cell of row.cells) {
        while (grid[y][x] !== undefined) x++;
        const input = cell.querySelector("input[data-cell]");
        for (let down = 0; down < cell.rowSpan; down++) {
          grid[y + down] = grid[y + down] || [];
          for (let right = 0; right < cell.colSpan; right++) grid[y + down][x + right] = input && down + right === 0 ? input : null;
        }
        x += cell.colSpan;
      }
    });
    return grid;
  },

  place(grid, input) {
    for (let y = 0; y < grid.length; y++) {
      const x = grid[y].indexOf(input);
      if (x >= 0) return [x, y];
    }
    return [0, 0];
  },

  move(input, right, down) {
    const grid = this.grid(input.closest("table"));
    let [x, y] = this.place(grid, input);
    for (;;) {
      x += right;
      y += down;
      if (!grid[y] || x < 0 || x >= grid[y].length) return false;
      if (grid[y][x]) {
        grid[y][x].focus();
        grid[y][x].select();
        return true;
      }
    }
  },

  key(event) {
    const input = event.target;
    const isCell = input.dataset && input.dataset.cell;
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      const key = event.key.toLowerCase();
      if (key === "z" && !event.shiftKey) event.preventDefault(), this.undo();
      else if (key === "y" || (key === "z" && event.shiftKey)) event.preventDefault(), this.redo();
      else if (key === "s") event.preventDefault(), document.getElementById("save").querySelector("summary").click();
      return;
    }
    if (event.key === "Escape") app.closeMenus();
    if (!isCell) {
      if (input.dataset && input.dataset.at && event.key === "Enter" && input.tagName !== "P") {
        event.preventDefault();
        input.blur();
      }
      return;
    }
    const atStart = input.selectionStart === 0 && input.selectionEnd === 0;
    const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const atEnd = input.selectionStart === input.value.length;
    const moves = {
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
      Enter: [0, event.shiftKey ? -1 : 1],
      ArrowLeft: atStart || all ? [-1, 0] : null,
      ArrowRight: atEnd || all ? [1, 0] : null,
    };
    const move = moves[event.key];
    if (move && !event.isComposing) {
      event.preventDefault();
      this.move(input, ...move);
    } else if (event.key === "Escape") {
      const last = this.groups[this.groups.length - 1];
      if (last && last.typing) this.undo();
      input.blur();
    }
  },

  // A block copied from Excel or WPS fills as many cells.
  paste(event) {
    const input = event.target;
    const text = event.clipboardData.getData("text/plain");
    if (input.dataset && input.dataset.at) {
      event.preventDefault();
      document.execCommand("insertText", false, text);
      return;
    }
    if (!input.dataset || !input.dataset.cell || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    event.preventDefault();
    const grid = this.grid(input.closest("table"));
    const [x, y] = this.place(grid, input);
    const edits = [];
    const rows = text.replace(/\r?\n$/, "").split(/\r?\n/);
    let at = y;
    for (const row of rows) {
      // A row of the form without cells here is passed over.
      while (grid[at] && !grid[at][x]) at++;
      if (!grid[at]) break;
      row.split("\t").forEach((value, right) => {
        const target = grid[at][x + right];
        if (target) edits.push({ cell: target.dataset.cell, text: value.trim() });
      });
      at++;
    }
    if (edits.length) this.add(...edits).then(() => paper.draw(paper.view));
  },

  // A text was left: what it says now.
  leave(shown) {
    const block = paper.view.blocks.find((block) => block.at === shown.dataset.at);
    const text = shown.innerText.replace(/\u00a0/g, " ").replace(/\n+$/, "");
    if (!block || text.trim() === block.text) return;
    this.add({ passage: shown.dataset.at, text });
  },
};
