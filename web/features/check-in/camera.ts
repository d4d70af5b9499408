/** Why there is no picture: the viewer or the browser refused, nothing is there, something else has it, or no HTTPS. */
export type CameraProblem = 'refused' | 'absent' | 'busy' | 'insecure';

const PROBLEMS: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'absent',
  OverconstrainedError: 'absent',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** Turns the camera on, on a phone the one on its back; the browser asks its user first. */
export async function openCamera(): Promise<MediaStream | CameraProblem> {
  if (!isSecureContext) return 'insecure';
  if (!navigator.mediaDevices) return 'absent';
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch (failure) {
    return (failure instanceof DOMException && PROBLEMS[failure.name]) || 'absent';
  }
}

/** Turns the camera off. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
