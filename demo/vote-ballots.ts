import type { Ballot } from '#modules/voting/index.ts'

/**
 * A secret election of the demonstration as its phones have left it: three seats, five candidates, seven
 * ballots. Signatures cannot be made the same twice, so they were made once; the key was thrown away.
 */
export const electionId = '018c5a10-7d00-7a11-8b22-0c33d44e5501'

export const electionKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtawcIMau6XUxJfpCGH6_Zi5sGU0aIra2vKqipFR3Mkp5d-skjM0vQyTJeMn1V3ftFmnnls0DQAcMAWKWMVrCCAax0BBptLjTmR8nDq47UBOEz_uEbpWMPzUuEmbiUHxhzcoi9Y8Oojsn29brd8VEVBTqlpOkjLP6Hc8s-7O9yQ4hYQiVIHT0WdkggjxuzMC4nUx2AS_BUFVUikT5l70E3ocQ50_q4WZXvfZCMRgAvs8H7s5Cu1ictIa79i7DsEBs6ZB7jCeFZk2LdQ9QfP0U9s537gzoUXtVQ6VD_4hMsWbggn0pYSbJTL-BhQSUDpzjwPDtN_HXA0DQh4-vgwflUQIDAQAB'

export const electionBallots: readonly Ballot[] = [
  {
    token:
      'BA3YdjSgbhNuFjGDNaLqZB-M-NEnPNup4TVqOC991TMHFjd3Yaiyn1wW34sYvcInAFgl-j24EhUMcetx8u-BG_w',
    prefix: 'lLsAv2Faa9w-rz9k3u0HtKmliTgYdaN1kfF3O2CYDcs',
    signature:
      'LYJ9yRwz-hiUk7bpZXT4DyLJrOfaC_mAoA519RDHmt8si-pHmvLH9IDYKFXZhg7rCNF-eHtKV3jf2mCN6BBsQwDfHIpuZRWpjnRghd1SA-xWDykUFuBWqSqembyiENRUgDhFamaF-iRHZXjFlwmmA-N4DJ3xvrf-5dqC9KFvEjWqIUcfqGiNK0D1U6K6Fyf1wiMWeWuLkEIiQC1JlPUd1h2BEyOgsV6QF-L1MlT1U9vD5AlT1HVSMiFdia_f3SCfv01n5YsJY3FpVnapqu7exPY3YyEcdGJ00hcMcUAIwG1cnfpjUn1bPW4lfAFnH8ZfYAmnQP0pNsOFlkGdwR2wow',
    choice: '',
    proof: 'u8bAwvhtWmZwNgHqU63fDpLjlEmba_jrPgyEFbUJSE6XYiYLa_vq56iuGoOhoKiV-Sy4PttQSHlTm_Ct4h-j8g',
  },
  {
    token:
      'BBGjkc05PIQoPae__hshcL5AWNzjG0Ie7X8EH2NAQBUCAD2CrWQ6ENvZSunxz-BvPNOTfdjU9bh9zIim-cCoo94',
    prefix: 'xRcX13jEU5VdIyY2fKWmbTfAwREqBCo9WawtfUiebAk',
    signature:
      'FleS7-KvDIntGT9xm8IzZaj4ti7sLjBK6vj8lDukL2XFy_1FoCqEqdqmrt-RsjFazIBxxBIPFyBQSZOhViwFHHUGxcVrL4kucshY6JthRu71UCwycMO49wOypKRXzOKdDJu81Ejlo1KX8QIFV4Em2WjMQVQJGGAukbamZstr7BI_7OAamMznI0i0dr0mThxJKW0p22SvmenD2PZlpeUhNg73OVC7vVz4OmzRS2YcASne7CF4Aek4FKvV0IiWhfABp02UDVLMTQUY5ehfuMtxUV67_rPC6hegjRx-hpA1gFOi5OLqqBM_ZMvl-iV6qUnIEKUjFUMEN90po5S6JOPepw',
    choice: '1,2,4',
    proof: '1AjO7KLzOuiZ9rfUfETavV7io0YEhVjZy6qOmYvD9Qt1kANp5or6nRtPRwao5nA6QpdZXqB0N-dEb8UZXTFgOg',
  },
  {
    token:
      'BCorefzmnDiuRh-QVsXuxE1eUDYBmlxg2_kUYqt3Hj6Pd6yU0r3cHOWMW3uXIsBKCcH6wx04a7x0X6pFWGR0lf8',
    prefix: 'MTmszb-gtUaDS90RQTzkU3vpeAxAyNsfaU25IS5xaGM',
    signature:
      'qrRMuy0gWo89mRQsTuRNaTlS_9ZowuMvqXOONQ3i7vgFGcTbMNT-MtKK15Zse-y--TTJs_Bb494eXsklOVGD7iYzCA2kwOyJ_rqyrXdkrenANzkrVtvkoSmdczihe49HDfEPVgnVCp85cNfkZRwLWn8wz2ZAGO7NOSRZdDj3GjrHMBzm2aRUHR_zjVIgCWr5jZXtyWp0zGDWWNipUnbZxmIqopbBk4Ju1DUehcjhtDOQHdIFd_bl2E6WyT2wa6kYYHIPi27jUzKoAjq9TfZt8EHaHWsWU0KmfI4wuAoRbI-lsSMBsxEuG04ao7TiAdhOtYRJl3H08epVT_i6vrJG9A',
    choice: '1,2,5',
    proof: 'q987Be8X_KPpDJCjEuS0vyXvbH0Ah3JzZnrO_2QMQYyAsH7Xy8lyBiz8RfD3Y9y-dqHg5k0ZQ_8B_zhRTqs7dg',
  },
  {
    token:
      'BGH7v3zuAO7FKOuojpq3R-WvgDNB81W4q4rZVnlYxFljdVpAPFufdt1gp1D9_IMFT-hEvtjWjE_xOD3q8GBZ1Mg',
    prefix: 'qZ6MgEHCJEmLmnt_MiPSIe3zJv9NUwzH6A-qIBHMmEI',
    signature:
      'oiShm08BVHpJqZzvXtxKZh0cJIGe8GTfCvm330xkGtO7T4vX6BjJ7qwjTJpFzJN3_KzqUMPPJSZ4fcEXrvjmODxIHS8hV1jWqnVL84xnfHGZ2Z4zfFAl88FXSunh3V4ShhvTJ3fDNAw5UjrLo9imdViop9ZvrdtBrXwWcV4a5tBSUy95ro5kHrznKBTIh3ZkoQkGTqwrrMc2ytgeSblQ-TnFOtTiStCn0hmKZpzwXwqHP7A6FuXXsYWa2vohjskqysZoxUIKcNHAioFYLat5l7B_cgE_xC3ORsCegfZXHxoxfPRjMMaJ-vk3kTqVlMql6BAEoZRGWr4qqR9qH3MhRw',
    choice: '1,2,3',
    proof: '_zhivWFcHvCuAqjHrGG752Prb6vrD96rhouV5dR6AkkThBWn4y65WDcQ3piq_TNq1O_jKRh1xKl0pQoPhzfh8Q',
  },
  {
    token:
      'BKEzOwKjuVYVkwjP6H6Pi58GVfusRaiGGdWT_yI6LlmMnAOIuc7Lum2BWc4hpHS9qMEVTJoFTTtF-Qm2FGapuuQ',
    prefix: 'Z90dOIV6e4fdlFxCgtd2Q1tSwD1XMXFCb9eYLsJRKDM',
    signature:
      's9v-ZT1kBFSEOhfbs0MBh1soGtfZOhjHZUAlIfbROTtmh816lT4PKWx7VgFI4B32EF0LDUSqg4uniJpxPJVqSwk6MsWpxHyMMmdVXPoPWmbKHHXopRp9kksOEH0lcQtUzogDHtiir5uCZaSUCyEBq5JLAR8hk_pRvDUL67Tef6Ww0OPzd1oTaUX-02Zw6dfQp77xAHf4Zg5yh8aKbC_eZcrcMLQo_V_bzpLquD1U6o1CuEbEXctC6mMrhRY27EWAcs_xxC4Ma1aMFZFmvjku8EeFlP5IdkWynUaHPwWknk1Td77LBPkCctff3nuE8yA8qTOtn_MoKIJSJzCAjy4P6A',
    choice: '1,3',
    proof: 'KBudc2xzx8TS3V26PU0o3TGazbwlSM_rBgRHsorgPR5s4lf43Y1uyzGK47m_-ahaKb03O1f3e3HSu1J50hT-NQ',
  },
  {
    token:
      'BMt2prV08Eo2fCpu0et1SqasC9Y9KXPFSOGI7HEHcpHh6gW1GaIttTCzsu-AyWkdg0i_9Wkj4Q8YgSTvipkGq0E',
    prefix: 'TfL0tgzW2ZcBnedYE1wbXcuzwWsr3JSA9ut8hCPY8to',
    signature:
      'eRmYgLGoJiv4wS6wZNWnbxlHD3dwrm4eCNIXLB_9fazfmxTEJgG3efG3yVheICWIKdV2ei7_bbS9yo6JDvxITEqHceVEZH7QKtVfux_b_n86BLkaEOQnszSfuyENkEpBXjpJSCdLh2a6QADG6YtMGv76As_XmIKMG_sPguQiOyqAAsMlVRnjbfFgEcUinZe-S9rB45ni5dkUU6obPjNwbSUV1gdiyizyQkoEX3zP3Lz37RUTLWtgKa7LoLIsAAkIqdskbelYrYyAZyxhaBJhvl0e0y30e4oAHN43EvOwDqNZfkkcV9IiSPKegyK6XT_zspAQjbf8fo0hCJjw4a3Yeg',
    choice: '2,3',
    proof: '7FjDen-sxcAOtC6LdxoYtbnhu2zGSpCgXyPbZTOHxoy6GEB-dWRLA8baV0kWAGyB5REMVyVUqbKS8TYRrBT1VA',
  },
  {
    token:
      'BOTkXkr-on8drO82BwhmG2LGzdo5uHFVfInhXLANCRpxGhtAGDjS1nwK0Q4E_M8mLqvNHu-FmFjynF2Jm5_IB2Y',
    prefix: 's3zbel5suENO0O7LCOESQhukPzBPcvhkNN6OXFsAnQI',
    signature:
      'dWdc33wO6xRJH9UntxYeK2RmAJz3G5leACtz_xAFPprfA-HegOHUaaMV_N4QgWNzG9Kp0h2IzPQmf3Y3DtS3Qh3gH97NZXcY-uVNJYtb3TcT37sGR_lImJu10U4r_Ap0NzDQ0BoevdDek_9XowFrQNNBZRiNWDT9p-AMsCMcwT4UDdRwGguwbOvkFHrtW4dA2JFXuLeq4t_WyRHAxcywhhpyEW_JTNwo9moBRFQ_uY6cf5MKvl7onPR1EMnrWDPDelAvHtULOYInWYO-kdxFIMxDDgz_TCodJFzX5NrmtZZoCuhBcgSFHuWxYLcvIxZCPcXXmrZwWCK3TwOGc44d_A',
    choice: '1,2,3',
    proof: 'jOeo4tek5kNcPNn_IaWmjSY25YV8-JZcG-9vLHEAwaD3bOXaI0kdJQLi6Q2uP0GF4UidCnyq-f5pcRU9LFHdDA',
  },
]
