import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button, ErrorNotice } from '@/kit';
import { useText } from '@/lib/i18n';

interface PageBoundaryProps {
  title: string;
  children: ReactNode;
}

interface Failure {
  error: Error;
  stack: string;
}

/** Catches what a page throws while drawing, says so in its place and lets the person try again. */
export class PageBoundary extends Component<PageBoundaryProps, { failure: Failure | null }> {
  override state: { failure: Failure | null } = { failure: null };

  static getDerivedStateFromError(error: unknown): { failure: Failure } {
    const known = error instanceof Error ? error : new Error(String(error));
    return { failure: { error: known, stack: known.stack ?? '' } };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    this.setState({ failure: { error, stack: `${error.stack ?? error.message}\n${info.componentStack ?? ''}` } });
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    return <PageFailure title={this.props.title} failure={failure} onRetry={() => this.setState({ failure: null })} />;
  }
}

function PageFailure({ title, failure, onRetry }: { title: string; failure: Failure; onRetry: () => void }) {
  const text = useText();
  return (
    <div style={{ maxWidth: 720, margin: '48px auto', padding: '0 24px' }}>
      <ErrorNotice
        notice={{
          message: text('app.pageFailed'),
          where: text('app.pageFailedWhere', { place: title }),
          help: text('app.pageFailedHelp'),
          details: `${failure.error.message}\n${failure.stack}`,
        }}
        actions={<Button kind="primary" onClick={onRetry}>{text('app.tryAgain')}</Button>}
      />
    </div>
  );
}
