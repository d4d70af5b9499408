import { useEffect, useState } from 'react';
import { closeCamera, openCamera, type CameraProblem } from './camera.ts';

/** The camera of a view. */
export interface Camera {
  /** What it sees, why it sees nothing, or whether it is off or its user is being asked. */
  readonly state: 'off' | 'asking' | CameraProblem | MediaStream;
  readonly turn: (on: boolean) => void;
}

/** A camera that is off until somebody turns it on, and off again when the view goes. */
export function useCamera(): Camera {
  const [asked, setAsked] = useState(0);
  const [state, setState] = useState<Camera['state']>('off');
  useEffect(() => {
    if (!asked) return undefined;
    let over = false;
    let stream: MediaStream | null = null;
    setState('asking');
    void openCamera().then((answer) => {
      if (!(answer instanceof MediaStream)) return over || setState(answer);
      if (over) return closeCamera(answer);
      stream = answer;
      return setState(answer);
    });
    return () => {
      over = true;
      if (stream) closeCamera(stream);
      setState('off');
    };
  }, [asked]);
  return { state, turn: (on) => setAsked((before) => (on ? before + 1 : 0)) };
}
