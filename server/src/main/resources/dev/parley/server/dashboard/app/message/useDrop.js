import { useRef, useState } from 'app/core/html.js';

/**
 * Takes files that are dragged onto an element.
 *
 * @param {(files: File[]) => void} onFiles
 * @returns {{over: boolean, handlers: object}} whether files are held over it, and what to give the element
 */
export function useDrop(onFiles) {
  const [over, setOver] = useState(false);
  // Entering a child comes before leaving its parent.
  const depth = useRef(0);
  const enter = (by) => {
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  };
  const forFiles = (act) => (event) => {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      act(event);
    }
  };
  return {
    over,
    handlers: {
      onDragEnter: forFiles(() => enter(1)),
      onDragLeave: forFiles(() => enter(-1)),
      onDragOver: forFiles(() => {}),
      onDrop: forFiles((event) => {
        enter(-depth.current);
        onFiles([...event.dataTransfer.files]);
      }),
    },
  };
}
