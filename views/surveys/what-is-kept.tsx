import type { Survey } from '../../worker/lib/survey'
import { Notice } from '../ui/notice'
import type { View } from '../view'

/** Said before anybody answers, in plain words: what is kept, and who reads it. */
export const WhatIsKept = ({ view, survey }: { view: View; survey: Survey }) => (
  <Notice meaning="info">
    {survey === 'anonymous' ? (
      <>
        <p>
          <b>{view.t('surveys.isAnonymous')}</b>
        </p>
        <ul class="kept">
          <li>{view.t('surveys.keptAnswers')}</li>
          <li>{view.t('surveys.keptPerson')}</li>
          <li>{view.t('surveys.keptDraft')}</li>
          <li>{view.t('surveys.keptShown')}</li>
        </ul>
      </>
    ) : (
      <p>{view.t('surveys.isNamed')}</p>
    )}
  </Notice>
)
